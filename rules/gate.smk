# The exit status of the whole audit, for pipelines that run Snakemake themselves.
# in: results/pages/*.jsonl   out: results/gate.txt


rule gate:
    input:
        expand("<results>/pages/{shard}.jsonl", shard=SHARDS),
        "<reports>/index.html",
    output:
        "<results>/gate.txt",
    log:
        "<logs>/gate.log",
    conda:
        "environment.yml"
    params:
        options=options(),
    shell:
        "citewarden table gate --out {output:q} {params.options} 2> {log:q}"
