# docker build -t hoopstat . && docker run --rm -v "$PWD/my-lake:/lake" hoopstat capture --season 2024-25
FROM python:3.13-slim

COPY . /src
RUN pip install --no-cache-dir --constraint /src/constraints.txt /src \
    && rm -rf /src \
    && useradd --create-home hoopstat \
    && install --directory --owner hoopstat /lake

USER hoopstat
WORKDIR /home/hoopstat
ENV HOOPSTAT_LAKE=/lake
VOLUME /lake
ENTRYPOINT ["hoopstat"]
CMD ["--help"]
