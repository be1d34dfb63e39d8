namespace Alitellm.Demo.Kubernetes;

/// <summary>Waiting for something that can only be asked for.</summary>
internal static class Polling
{
    /// <summary>Between two questions: short enough to look live, long enough not to be load.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks again and again until the answer is yes.</summary>
    /// <exception cref="OperationCanceledException">It was not in time.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        using var pause = new PeriodicTimer(Interval, TimeProvider.System);
        while (!await condition())
        {
            await pause.WaitForNextTickAsync(cancellationToken);
        }
    }
}
