# The exit status of the whole audit, for pipelines that run Snakemake themselves.
# in: the store   out: results/gate.txt


rule gate:
    input:
        local(rules.site.output),
        run=OF,
    output:
        local("<results>/gate.txt"),
    log:
        local("<logs>/gate.log"),
    conda:
        "environment.yml"
    shell:
        "citewarden step gate --out {output:q} --run {input.run:q} 2> {log:q}"
