# What an editor should look at: evidence, findings and pages a shard, the site's index.
# in: results/articles/, results/corpus/   out: results/judged/{shard}/, results/pages/, reports/

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
        manifest=RESULTS + "/pack/{shard}.jsonl",
        analysis=list(ANALYSIS.values()),
        corpus=list(CORPUS.values()),
        config=CONFIG_INPUT + DECISIONS,
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
        corpus=RESULTS + "/corpus",
        folder=RESULTS + "/judged/{shard}",
        options=options(),
        code=code("checks", "nlp", "text", "model", "formats", "stages"),
    shell:
        "citewarden table judge {input.manifest:q} --analysis {params.analysis:q} --corpus {params.corpus:q}"
        " --out {params.folder:q} --summaries {output.summaries:q} {params.options} 2> {log:q}"


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
