using Alitellm.Operator.Hosting;

namespace Alitellm.Operator.Tests.Hosting;

/// <summary>A runtime whose life is in the hands of the test.</summary>
internal sealed class ScriptedRuntime : IOperatorRuntime
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopRequested = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HealthReport Live { get; set; } = HealthReport.Healthy;

    public HealthReport Ready { get; set; } = HealthReport.Healthy;

    /// <summary>Ends as soon as it is told to stop; otherwise only by <see cref="End"/> or <see cref="Fail"/>.</summary>
    public bool Obedient { get; init; } = true;

    public Task Started => _started.Task;

    public Task StopRequested => _stopRequested.Task;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using CancellationTokenRegistration registration = cancellationToken.Register(() =>
        {
            _stopRequested.TrySetResult();
            if (Obedient)
            {
                _end.TrySetCanceled(cancellationToken);
            }
        });
        _started.TrySetResult();
        await _end.Task;
    }

    public void End() => _end.TrySetResult();

    public void Fail(Exception exception) => _end.TrySetException(exception);
}
