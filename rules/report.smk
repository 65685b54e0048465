# What an editor should look at: evidence, findings and pages a shard, the site's index.
# in: results/articles/, results/corpus/   out: results/slices/, results/judged/{shard}/, results/pages/, reports/

ANALYSIS = ("documents", "references", "citations", "claims", "failures")


checkpoint slice:
    """Each shard's part of the corpus tables, rewritten only where it changed: other shards are not judged again."""
    input:
        works=rules.gather.output.works,
        links=rules.gather.output.links,
        resolutions=rules.resolve.output.resolutions,
        notices=rules.notices.output,
        passages=rules.fetch.output,
        probes=expand(RESULTS + "/corpus/probes/{bucket}.parquet", bucket=BUCKETS),
        config=CONFIG_INPUT + DECISIONS,
    output:
        RESULTS + "/slices/cut.json",
    log:
        RESULTS + "/logs/slice.log",
    benchmark:
        RESULTS + "/benchmarks/slice.tsv"
    params:
        as_of=AS_OF,
        number=NIGHT["number"],
        shards=SHARDS,
        manifests=RESULTS + "/pack",
        corpus=RESULTS + "/corpus",
        memo=RESULTS + "/memo",
        folder=RESULTS + "/slices",
        options=options(),
        code=code("commands/slices.py", "commands/anniversaries.py", "model"),
    shell:
        "citewarden table slice --manifests {params.manifests:q} --corpus {params.corpus:q} --memo {params.memo:q}"
        " --number {params.number} --out {params.folder:q} {params.options} 2> {log:q}"


def slice_of(wildcards):
    """The key of a shard's slice, no rule's output: its own age decides."""
    checkpoints.slice.get()
    return f"{RESULTS}/slices/{wildcards.shard}/key.json"


rule judge:
    input:
        manifest=RESULTS + "/pack/{shard}.jsonl",
        analysis=[RESULTS + "/articles/{shard}/" + n + ".parquet" for n in ANALYSIS],
        key=slice_of,
        config=CONFIG_INPUT,
    output:
        evidence=RESULTS + "/judged/{shard}/evidence.parquet",
        findings=RESULTS + "/judged/{shard}/findings.parquet",
        failures=RESULTS + "/judged/{shard}/failures.parquet",
        summaries=RESULTS + "/pages/{shard}.jsonl",
    log:
        RESULTS + "/logs/judge/{shard}.log",
    benchmark:
        RESULTS + "/benchmarks/judge/{shard}.tsv"
    params:
        analysis=RESULTS + "/articles/{shard}",
        corpus=RESULTS + "/slices/{shard}",
        memo=RESULTS + "/memo/{shard}",
        folder=RESULTS + "/judged/{shard}",
        options=options(),
        code=code(
            "checks",
            "nlp",
            "text",
            "model",
            "formats",
            "pipeline.py",
            "stages/match.py",
            "stages/check.py",
            "stages/decide.py",
            "stages/report.py",
        ),
    shell:
        "citewarden table judge {input.manifest:q} --analysis {params.analysis:q} --corpus {params.corpus:q}"
        " --memo {params.memo:q} --code {params.code} --out {params.folder:q} --summaries {output.summaries:q}"
        " {params.options} 2> {log:q}"


rule site:
    input:
        pages=expand(RESULTS + "/pages/{shard}.jsonl", shard=SHARDS),
        decisions=DECISIONS,
    output:
        REPORTS + "/index.html",
    log:
        RESULTS + "/logs/site.log",
    benchmark:
        RESULTS + "/benchmarks/site.tsv"
    params:
        as_of=AS_OF,
        options=options(),
        code=code("formats", "stages/report.py", "model"),
    shell:
        "citewarden table site {input.pages:q} {params.options} 2> {log:q}"
