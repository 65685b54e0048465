# What an editor should look at: each batch of articles that the plan names is judged by itself, anywhere. What was found
# goes into the store and the pages in place, then what is about all articles is written. Only one of those files is named
# as output, since Snakemake changes the time of an output, and long files are made of the last ones if nobody wrote to them.
# in: the store   out: the store, reports/


rule site:
    input:
        plan=local(rules.ask.output),
        made=lambda wildcards: made("judge", checkpoints.ask),
        decisions=DECISIONS,
        run=OF,
    output:
        local("<reports>/index.html"),
        done=touch(local(SITE_DONE)),
    log:
        local("<logs>/site.log"),
    conda:
        "environment.yml"
    shell:
        "citewarden step site {input.made:q} --run {input.run:q} 2> {log:q}"
