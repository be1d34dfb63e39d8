namespace Alitellm.Benchmarks.Informers;

internal sealed class WidgetSpec
{
    public string Title { get; set; } = "";

    public string Text { get; set; } = "";

    public int Size { get; set; }

    public bool Enabled { get; set; }

    public WidgetOwner? Owner { get; set; }

    public WidgetEndpoint? Endpoint { get; set; }

    public WidgetLimits? Limits { get; set; }

    public List<string>? Tags { get; set; }

    public Dictionary<string, string>? Parameters { get; set; }

    public List<WidgetTarget>? Targets { get; set; }
}
