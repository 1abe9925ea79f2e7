# The same binary as everywhere, in a small image: one program, one folder.
#
#   docker build -t mutua .
#   docker run -v mutua:/var/lib/mutua -p 127.0.0.1:7373:7373 -e MUTUA_BASE_URL=https://mutua.example.org mutua
FROM rust:1-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cargo build --locked --profile dist --package mutua-cli

FROM debian:bookworm-slim
RUN useradd --system --uid 7373 --home-dir /var/lib/mutua --shell /usr/sbin/nologin mutua \
    && install -d -o mutua -g mutua -m 0700 /var/lib/mutua
COPY --from=build /src/target/dist/mutua /usr/bin/mutua
USER mutua
VOLUME /var/lib/mutua
# In its container every address is the container's own; the proxy is outside, so say whom to believe
# (MUTUA_TRUSTED_PROXIES, such as 172.16.0.0/12).
ENV MUTUA_DATA=/var/lib/mutua MUTUA_LISTEN=0.0.0.0:7373
EXPOSE 7373
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/bin/mutua"]
CMD ["serve"]
