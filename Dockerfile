# The program with its locked environment; mount the project (articles/, references/, config/, state/) at /project.
#   docker build -t citewarden . && docker run --rm -v "$PWD:/project" citewarden audit
FROM python:3.11.13-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends build-essential libcurl4-openssl-dev libssl-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY requirements-runtime.lock pyproject.toml README.md Snakefile environment.yml ./
RUN python -m venv /opt/citewarden \
    && /opt/citewarden/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements-runtime.lock
COPY src src
COPY config config
COPY rules rules
COPY profiles profiles
RUN /opt/citewarden/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/citewarden/bin/pip install --no-cache-dir "snakemake-executor-plugin-kubernetes>=0.5" "kubernetes<37" \
       "snakemake-storage-plugin-s3>=0.3.6" \
    && /opt/citewarden/bin/pip freeze --exclude citewarden > /opt/installed \
    && /opt/citewarden/bin/pip download --no-cache-dir --dest /opt/wheels -c /opt/installed snakemake-storage-plugin-s3

FROM python:3.11.13-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends libcurl4 ca-certificates git \
    && rm -rf /var/lib/apt/lists/* && useradd --create-home --uid 10001 citewarden
COPY --from=build /opt/citewarden /opt/citewarden
COPY --from=build /opt/wheels /opt/wheels
# each pod installs the storage plugin anew: from here, so that pods need no way out but to the bucket
ENV PATH=/opt/citewarden/bin:$PATH PYTHONUNBUFFERED=1 OMP_NUM_THREADS=1 PIP_NO_INDEX=1 PIP_FIND_LINKS=/opt/wheels
USER 10001:10001
WORKDIR /project
ENTRYPOINT ["citewarden"]
CMD ["audit"]
