# What an editor should look at: evidence, findings and pages a shard, the site's index.
# in: results/articles/, results/corpus/   out: results/slices/, results/judged/{shard}/, results/pages/, reports/

ANALYSIS = ("references", "citations", "claims", "failures")


checkpoint slice:
    """Each shard's part of the corpus tables, rewritten only where it changed: other shards are not judged again."""
    input:
        works=rules.gather.output.works,
        links=rules.gather.output.links,
        resolutions=rules.resolve.output.resolutions,
        notices=rules.notices.output,
        passages=rules.fetch.output,
        probes=expand("<results>/corpus/probes/{bucket}/made.txt", bucket=BUCKETS),
        config=CONFIG_INPUT + DECISIONS,
    output:
        "<results>/slices/cut.json",
    log:
        "<logs>/slice.log",
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
        code=JUDGING,
    shell:
        "citewarden table slice --manifests {params.manifests:q} --corpus {params.corpus:q} --memo {params.memo:q}"
        " --number {params.number} --code {params.code} --out {output:q} {params.options} 2> {log:q}"


rule judge:
    input:
        manifest="<results>/pack/{shard}.jsonl",
        documents="<results>/articles/{shard}/documents.parquet",
        others=expand("<results>/articles/{{shard}}/{table}.parquet", table=ANALYSIS),
        key=slice_of,
        config=CONFIG_INPUT,
    output:
        evidence="<results>/judged/{shard}/evidence.parquet",
        findings="<results>/judged/{shard}/findings.parquet",
        failures="<results>/judged/{shard}/failures.parquet",
        summaries="<results>/pages/{shard}.jsonl",
        tally="<results>/pages/{shard}.json",
    log:
        "<logs>/judge/{shard}.log",
    conda:
        "environment.yml"
    params:
        analysis=subpath(input.documents, parent=True),
        corpus=subpath(input.key, parent=True),
        memo=f"{RESULTS}/memo/{{shard}}",
        folder=subpath(output.evidence, parent=True),
        options=options(),
        code=JUDGING,
    shell:
        "citewarden table judge {input.manifest:q} --analysis {params.analysis:q} --corpus {params.corpus:q}"
        " --memo {params.memo:q} --code {params.code} --out {params.folder:q} --summaries {output.summaries:q}"
        " {params.options} 2> {log:q}"


SITE = {
    "cut": rules.slice.output,  # only then is it known which pages are to be made anew
    "pages": expand("<results>/pages/{shard}.jsonl", shard=SHARDS),
    "decisions": DECISIONS,
}


rule site:
    input:
        **SITE,
    output:
        "<reports>/index.html",
    log:
        "<logs>/site.log",
    conda:
        "environment.yml"
    params:
        as_of=AS_OF,
        options=options(),
        code=code("formats", "stages/report.py", "model"),
    shell:
        "citewarden table site {input.pages:q} {params.options} 2> {log:q}"


rule exports:
    input:
        **SITE,
    output:
        expand("<reports>/{file}", file=("findings.csv", "findings.sarif", "junit.xml")),
    log:
        "<logs>/exports.log",
    conda:
        "environment.yml"
    params:
        as_of=AS_OF,
        options=options(),
        code=code("formats", "stages/report.py", "model"),
    shell:
        "citewarden table site --exports {input.pages:q} {params.options} 2> {log:q}"
