namespace Alitellm.Benchmarks.Informers;

internal sealed class WidgetEndpoint
{
    public string Url { get; set; } = "";

    public int Port { get; set; }

    public int TimeoutSeconds { get; set; }

    public Dictionary<string, string>? Headers { get; set; }
}
