namespace Alitellm.Benchmarks.Informers;

internal sealed class WidgetOwner
{
    public string Team { get; set; } = "";

    public string Contact { get; set; } = "";

    public string CostCenter { get; set; } = "";
}
