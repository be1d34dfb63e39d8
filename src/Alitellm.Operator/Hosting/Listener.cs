namespace Alitellm.Operator.Hosting;

/// <summary>Which of the two ports a request came in by; a feature of its connection.</summary>
internal enum Listener
{
    Metrics,
    HealthProbe,
}
