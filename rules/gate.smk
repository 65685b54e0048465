# The exit status of the whole audit, for pipelines that run Snakemake themselves.
# in: results/pages/*.jsonl   out: results/gate.txt


rule gate:
    input:
        expand(RESULTS + "/pages/{shard}.jsonl", shard=SHARDS),
        REPORTS + "/index.html",
    output:
        RESULTS + "/gate.txt",
    log:
        RESULTS + "/logs/gate.log",
    benchmark:
        RESULTS + "/benchmarks/gate.tsv"
    params:
        options=options(),
    shell:
        "citewarden table gate --out {output:q} {params.options} 2> {log:q}"
