using Alitellm.Kubernetes;
using Alitellm.Operator.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Alitellm.Operator.Observability;

/// <summary>
/// Sends a span per reconcile, and under it one per request to LiteLLM or the API server, to an OTLP receiver. Without one nobody listens to
/// the sources, so no span is ever made.
/// </summary>
internal static class TracePipeline
{
    /// <summary>The source of .NET's HTTP client; it shows no query and no header.</summary>
    private const string HttpSource = "System.Net.Http";

    public static TracerProvider? Start(OperatorOptions options) => options.Traces is not { } traces
        ? null
        : Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService(
                OperatorVersion.Product, serviceVersion: OperatorVersion.Version, autoGenerateServiceInstanceId: false, serviceInstanceId: options.Identity))
            .AddSource(RuntimeTelemetry.Name, HttpSource)
            .SetSampler(new ParentBasedSampler(new ReconcileSampler()))
            .AddOtlpExporter(exporter => Configure(exporter, traces))
            .Build();

    private static void Configure(OtlpExporterOptions exporter, TracingOptions traces)
    {
        bool isGrpc = traces.Protocol == TraceProtocol.Grpc;
        exporter.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = isGrpc ? traces.Endpoint : new Uri($"{traces.Endpoint.AbsoluteUri.TrimEnd('/')}/v1/traces");
        exporter.Headers = traces.Headers;
    }

    /// <summary>Begins traces at reconciles only: watches, Leases and lists go on all the time and belong to nobody's change.</summary>
    private sealed class ReconcileSampler : Sampler
    {
        public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
            new(samplingParameters.Name == RuntimeTelemetry.ReconcileSpan ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
    }
}
