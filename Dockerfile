FROM python:3.13-slim

WORKDIR /opt/jalon
COPY requirements.txt .
RUN pip install --no-cache-dir --no-compile --no-deps --only-binary :all: --require-hashes -r requirements.txt
COPY . .

RUN useradd --system --no-create-home --shell /usr/sbin/nologin jalon
USER jalon
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 JALON_HOST=0.0.0.0
EXPOSE 8000
ENTRYPOINT ["python", "-m", "jalon"]
CMD ["serve"]
