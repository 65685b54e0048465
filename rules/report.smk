# What an editor should look at: evidence and findings a shard, pages a shard, the site's index.
# in: results/articles/, results/corpus/   out: results/judged/{shard}/, reports/

CORPUS = {
    "works": rules.gather.output.works,
    "resolutions": rules.resolve.output.resolutions,
    "failures": rules.resolve.output.failures,
    "notices": rules.notices.output,
    "passages": rules.fetch.output,
    "probes": expand(RESULTS + "/corpus/probes/{bucket}.parquet", bucket=BUCKETS),
}
ANALYSIS = {
    name: RESULTS + "/articles/{shard}/" + name + ".parquet"
    for name in ("documents", "references", "citations", "claims", "failures")
}


rule judge:
    input:
        analysis=list(ANALYSIS.values()),
        corpus=list(CORPUS.values()),
        config=CONFIG_INPUT,
    output:
        evidence=RESULTS + "/judged/{shard}/evidence.parquet",
        findings=RESULTS + "/judged/{shard}/findings.parquet",
    log:
        RESULTS + "/logs/judge/{shard}.log",
    benchmark:
        RESULTS + "/benchmarks/judge/{shard}.tsv"
    params:
        analysis=RESULTS + "/articles/{shard}",
        corpus=RESULTS + "/corpus",
        folder=RESULTS + "/judged/{shard}",
        options=options(),
        code=code(
            "checks", "nlp", "text", "model", "stages/match.py", "stages/check.py"
        ),
    shell:
        "citewarden table judge --analysis {params.analysis:q} --corpus {params.corpus:q} --out {params.folder:q}"
        " {params.options} 2> {log:q}"


rule pages:
    input:
        analysis=list(ANALYSIS.values()),
        corpus=list(CORPUS.values()),
        judged=rules.judge.output,
    output:
        RESULTS + "/pages/{shard}.jsonl",
    log:
        RESULTS + "/logs/pages/{shard}.log",
    benchmark:
        RESULTS + "/benchmarks/pages/{shard}.tsv"
    params:
        analysis=RESULTS + "/articles/{shard}",
        corpus=RESULTS + "/corpus",
        judged=RESULTS + "/judged/{shard}",
        options=options(),
        code=code("formats", "stages/report.py", "model"),
    shell:
        "citewarden table pages --analysis {params.analysis:q} --corpus {params.corpus:q} --judged {params.judged:q}"
        " --out {output:q} {params.options} 2> {log:q}"


rule site:
    input:
        expand(RESULTS + "/pages/{shard}.jsonl", shard=SHARDS),
    output:
        REPORTS + "/index.html",
    log:
        RESULTS + "/logs/site.log",
    benchmark:
        RESULTS + "/benchmarks/site.tsv"
    params:
        options=options(),
        code=code("formats", "stages/report.py", "model"),
    shell:
        "citewarden table site {input:q} {params.options} 2> {log:q}"
