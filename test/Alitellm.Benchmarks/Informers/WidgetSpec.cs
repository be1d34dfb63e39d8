namespace Alitellm.Benchmarks.Informers;

internal sealed class WidgetSpec
{
    public string Title { get; set; } = "";

    public string Text { get; set; } = "";

    public int Size { get; set; }

    public bool Enabled { get; set; }

    public WidgetOwner Owner { get; set; } = new();

    public WidgetEndpoint Endpoint { get; set; } = new();

    public WidgetLimits Limits { get; set; } = new();

    public List<string> Tags { get; set; } = [];

    public Dictionary<string, string> Parameters { get; set; } = [];

    public List<WidgetTarget> Targets { get; set; } = [];
}
