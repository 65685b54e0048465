# What is cited, over the whole corpus: each work is asked about once.
# in: results/articles/*/references.parquet, references/   out: results/corpus/{works,resolutions,notices,passages}.parquet


rule gather:
    input:
        expand(RESULTS + "/articles/{shard}/references.parquet", shard=SHARDS),
    output:
        works=RESULTS + "/corpus/works.parquet",
        links=expand(RESULTS + "/corpus/links/{bucket}.parquet", bucket=BUCKETS),
    log:
        RESULTS + "/logs/gather.log",
    benchmark:
        RESULTS + "/benchmarks/gather.tsv"
    params:
        folder=RESULTS + "/corpus",
        code=code("stages/gather.py", "model"),
    shell:
        "citewarden table gather {input:q} --out {params.folder:q} 2> {log:q}"


rule resolve:
    input:
        works=rules.gather.output.works,
        library=LIBRARY,
        config=CONFIG_INPUT,
    output:
        resolutions=RESULTS + "/corpus/resolutions.parquet",
        failures=RESULTS + "/corpus/failures.parquet",
    log:
        RESULTS + "/logs/resolve.log",
    benchmark:
        RESULTS + "/benchmarks/resolve.tsv"
    resources:
        net=1,
    params:
        folder=RESULTS + "/corpus",
        as_of=AS_OF,
        options=options(),
        code=code(
            "registries", "stages/resolve.py", "stages/_records.py", "model", "text"
        ),
    shell:
        "citewarden table resolve --corpus {params.folder:q} {params.options} 2> {log:q}"


rule notices:
    input:
        works=rules.gather.output.works,
        resolutions=rules.resolve.output.resolutions,
        library=LIBRARY,
    output:
        RESULTS + "/corpus/notices.parquet",
    log:
        RESULTS + "/logs/notices.log",
    benchmark:
        RESULTS + "/benchmarks/notices.tsv"
    resources:
        net=1,
    params:
        folder=RESULTS + "/corpus",
        as_of=AS_OF,
        options=options(),
        code=code("registries", "stages/notices.py", "stages/_records.py", "model"),
    shell:
        "citewarden table notices --corpus {params.folder:q} {params.options} 2> {log:q}"


rule fetch:
    input:
        works=rules.gather.output.works,
        resolutions=rules.resolve.output.resolutions,
        library=LIBRARY,
    output:
        RESULTS + "/corpus/passages.parquet",
    log:
        RESULTS + "/logs/fetch.log",
    benchmark:
        RESULTS + "/benchmarks/fetch.tsv"
    resources:
        net=1,
    params:
        folder=RESULTS + "/corpus",
        as_of=AS_OF,
        options=options(),
        code=code(
            "registries", "stages/fetch.py", "stages/_records.py", "model", "text"
        ),
    shell:
        "citewarden table fetch --corpus {params.folder:q} {params.options} 2> {log:q}"
