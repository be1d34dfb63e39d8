namespace Alitellm.Operator.Hosting;

/// <summary>What the host says about its own life.</summary>
internal static partial class HostLog
{
    [LoggerMessage(LogLevel.Information, "metrics at {Metrics}, probes at {HealthProbe}")]
    public static partial void Listening(ILogger logger, Uri? metrics, Uri? healthProbe);

    [LoggerMessage(LogLevel.Information, "stopping")]
    public static partial void Stopping(ILogger logger);

    [LoggerMessage(LogLevel.Information, "stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(LogLevel.Error, "the runtime did not stop within {Seconds} s and is abandoned")]
    public static partial void StopAbandoned(ILogger logger, double seconds);

    [LoggerMessage(LogLevel.Error, "the runtime stopped with an error")]
    public static partial void StoppedWithError(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Critical, "the runtime ended although nobody stopped it; the process ends")]
    public static partial void EndedUnexpectedly(ILogger logger, Exception? exception);

    [LoggerMessage(LogLevel.Critical, "start-up failed: {Problem}")]
    public static partial void StartFailed(ILogger logger, string problem, Exception exception);
}
