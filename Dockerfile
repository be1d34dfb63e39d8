# syntax=docker/dockerfile:1
# docker build --build-arg VERSION=1.2.3 --build-arg REVISION=$(git rev-parse HEAD) .
# Built on a machine of the architecture it is for: the native compiler links for its own. hack/image-stages runs the build stage
# without a container engine, so every command here stays one that works in a plain folder.

ARG DOTNET=10.0-noble

FROM mcr.microsoft.com/dotnet/sdk:${DOTNET}-aot AS build
WORKDIR /source
COPY .editorconfig global.json Directory.Build.props Directory.Packages.props ./
COPY hack/publish.sh hack/
COPY src src/
# Empty: the version of Directory.Build.props.
ARG VERSION=
RUN hack/publish.sh --restore --version "$VERSION" --output publish

# The C library, OpenSSL and ca-certificates: no shell, no package manager.
FROM mcr.microsoft.com/dotnet/runtime-deps:${DOTNET}-chiseled
ARG VERSION=
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="alitellm-operator" \
      org.opencontainers.image.description="Keeps a LiteLLM proxy equal to what Kubernetes objects declare." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.source="$SOURCE"
COPY --from=build --chmod=0555 /source/publish/alitellm-operator /alitellm-operator
COPY LICENSE NOTICE /licenses/
USER 65532:65532
EXPOSE 8080 8081
ENTRYPOINT ["/alitellm-operator"]
CMD ["run"]
