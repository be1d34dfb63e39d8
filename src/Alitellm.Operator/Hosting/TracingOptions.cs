namespace Alitellm.Operator.Hosting;

/// <summary>Where spans of reconciles go.</summary>
/// <param name="Endpoint">Base address of an OTLP receiver.</param>
/// <param name="Protocol">How it is spoken to.</param>
/// <param name="Headers"><c>name=value</c> pairs sent along, comma-separated; they may carry a token.</param>
internal sealed record TracingOptions(Uri Endpoint, TraceProtocol Protocol, string? Headers)
{
    /// <summary>Without the headers.</summary>
    public override string ToString() => $"{Endpoint} {Protocol}";
}
