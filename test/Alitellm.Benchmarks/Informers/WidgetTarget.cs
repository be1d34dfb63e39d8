namespace Alitellm.Benchmarks.Informers;

internal sealed class WidgetTarget
{
    public string Name { get; set; } = "";

    public string Region { get; set; } = "";

    public string Address { get; set; } = "";

    public int Weight { get; set; }

    public bool Primary { get; set; }
}
