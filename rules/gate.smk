# The exit status of the whole audit, for pipelines that run Snakemake themselves.
# in: the store   out: results/gate.txt


rule gate:
    input:
        local("<reports>/index.html"),
        local(rules.exports.output),
    output:
        local("<results>/gate.txt"),
    log:
        local("<logs>/gate.log"),
    conda:
        "environment.yml"
    params:
        options=options(),
    shell:
        "citewarden step gate --out {output:q} {params.options} 2> {log:q}"
