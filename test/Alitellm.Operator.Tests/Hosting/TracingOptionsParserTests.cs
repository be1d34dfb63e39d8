using Alitellm.Operator.Hosting;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Hosting;

internal sealed class TracingOptionsParserTests
{
    [TestCase(null, TraceProtocol.HttpProtobuf)]
    [TestCase("http/protobuf", TraceProtocol.HttpProtobuf)]
    [TestCase("grpc", TraceProtocol.Grpc)]
    public void An_endpoint_alone_is_enough(string? protocol, object expected)
    {
        (TracingOptions? traces, IReadOnlyList<string> problems) = Parse("http://collector:4318", protocol, null);
        Assert.That((traces?.Endpoint.ToString(), traces?.Protocol), Is.EqualTo(("http://collector:4318/", (TraceProtocol)expected)));
        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void Nothing_set_means_no_traces() => Assert.That(Parse(null, null, null), Is.EqualTo(((TracingOptions?)null, Array.Empty<string>())));

    [TestCase(null, "grpc", null, "OTEL_EXPORTER_OTLP_PROTOCOL is set but OTEL_EXPORTER_OTLP_ENDPOINT is not")]
    [TestCase(null, null, "a=b", "OTEL_EXPORTER_OTLP_HEADERS is set but OTEL_EXPORTER_OTLP_ENDPOINT is not")]
    [TestCase("collector:4318", null, null, "is not an absolute http or https address")]
    [TestCase("http://u:p@collector", null, null, "is not an absolute http or https address")]
    [TestCase("http://collector", "json", null, "which is not http/protobuf or grpc")]
    [TestCase("http://collector", null, "token", "is not a comma-separated list of name=value")]
    public void Half_set_or_malformed_variables_are_refused(string? endpoint, string? protocol, string? headers, string sentence) =>
        Assert.That(Parse(endpoint, protocol, headers).Problems, Has.Exactly(1).Contains(sentence));

    [Test]
    public void Neither_the_headers_nor_a_password_are_told()
    {
        Assert.That(Parse("http://me:canary@collector", null, "canary").Problems, Has.None.Contains("canary"));
        Assert.That(new TracingOptions(new Uri("http://a"), TraceProtocol.Grpc, "x=canary").ToString(), Does.Not.Contain("canary"));
    }

    private static (TracingOptions? Traces, IReadOnlyList<string> Problems) Parse(string? endpoint, string? protocol, string? headers)
    {
        var settings = new SettingsReader(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
            ["OTEL_EXPORTER_OTLP_HEADERS"] = headers,
        });
        return (TracingOptionsParser.Parse(settings), settings.Problems);
    }
}
