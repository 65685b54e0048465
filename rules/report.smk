# What an editor should look at: evidence, findings and pages a shard, the site's index.
# in: results/articles/, results/corpus/   out: results/slices/, results/judged/{shard}/, results/pages/, reports/

ANALYSIS = ("references", "citations", "claims", "failures")


checkpoint slice:
    """Each shard's part of the corpus tables, rewritten only where it changed: other shards are not judged again."""
    input:
        works=local(rules.gather.output.works),
        links=local(rules.gather.output.links),
        resolutions=local(rules.resolve.output.resolutions),
        notices=local(rules.notices.output),
        passages=local(rules.fetch.output),
        probes=local(
            expand("<results>/corpus/probes/{bucket}/made.txt", bucket=BUCKETS)
        ),
        config=CONFIG_INPUT + DECISIONS,
    output:
        local("<results>/slices/cut.json"),
    log:
        local("<logs>/slice.log"),
    conda:
        "environment.yml"
    params:
        as_of=AS_OF,
        number=NIGHT["number"],
        shards=SHARDS,
        manifests=f"{RESULTS}/pack",
        corpus=subpath(input.resolutions, ancestor=2),
        memo=f"{RESULTS}/memo",
        options=options(),
        code=CODE,
    shell:
        "citewarden table slice --manifests {params.manifests:q} --corpus {params.corpus:q} --memo {params.memo:q}"
        " --number {params.number} --code {params.code} --out {output:q} {params.options} 2> {log:q}"


rule judge:
    input:
        manifest=local("<results>/pack/{shard}.jsonl"),
        documents=local("<results>/articles/{shard}/documents.parquet"),
        others=local(
            expand("<results>/articles/{{shard}}/{table}.parquet", table=ANALYSIS)
        ),
        key=slice_of,
        config=CONFIG_INPUT,
    output:
        evidence=local("<results>/judged/{shard}/evidence.parquet"),
        findings=local("<results>/judged/{shard}/findings.parquet"),
        failures=local("<results>/judged/{shard}/failures.parquet"),
        summaries=local("<results>/pages/{shard}.jsonl"),
        tally=local("<results>/pages/{shard}.json"),
    log:
        local("<logs>/judge/{shard}.log"),
    conda:
        "environment.yml"
    params:
        where="",
        manifest=of_shard("pack/{shard}.jsonl"),
        analysis=of_shard("articles/{shard}"),
        corpus=of_shard("slices/{shard}"),
        memo=of_shard("memo/{shard}"),
        folder=of_shard("judged/{shard}"),
        summaries=of_shard("pages/{shard}.jsonl"),
        options=options(),
        code=CODE,
    shell:
        "{params.where}citewarden table judge {params.manifest:q} --analysis {params.analysis:q} --corpus {params.corpus:q}"
        " --memo {params.memo:q} --code {params.code} --out {params.folder:q} --summaries {params.summaries:q}"
        " {params.options} 2> {log:q}"


SITE = {
    # only when it is cut is it known which pages are to be made anew
    "cut": local(rules.slice.output),
    "pages": local(expand("<results>/pages/{shard}.jsonl", shard=SHARDS)),
    "decisions": DECISIONS,
}


rule site:
    input:
        **SITE,
    output:
        local("<reports>/index.html"),
    log:
        local("<logs>/site.log"),
    conda:
        "environment.yml"
    params:
        as_of=AS_OF,
        articles=[NIGHT["whole"], NIGHT["accept"]],
        options=options(),
        code=CODE,
    shell:
        "citewarden table site {input.pages:q} {params.options} 2> {log:q}"


rule exports:
    input:
        **SITE,
    output:
        local(
            expand(
                "<reports>/{file}",
                file=("findings.csv", "findings.sarif", "junit.xml"),
            )
        ),
    log:
        local("<logs>/exports.log"),
    conda:
        "environment.yml"
    params:
        as_of=AS_OF,
        articles=[NIGHT["whole"], NIGHT["accept"]],
        options=options(),
        code=CODE,
    shell:
        "citewarden table site --exports {input.pages:q} {params.options} 2> {log:q}"
