namespace Alitellm.Operator.Hosting;

/// <summary>A runtime that reconciles nothing and is always well.</summary>
internal sealed class IdleRuntime : IOperatorRuntime
{
    public HealthReport Live => HealthReport.Healthy;

    public HealthReport Ready => HealthReport.Healthy;

    public Task RunAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
}
