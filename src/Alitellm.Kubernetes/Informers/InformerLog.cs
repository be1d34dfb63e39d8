using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Informers;

internal static partial class InformerLog
{
    [LoggerMessage(1, LogLevel.Information, "{Resource} synced: {Count} objects")]
    public static partial void Synced(ILogger logger, string resource, int count);

    [LoggerMessage(2, LogLevel.Warning, "{Resource} is not current: {Failure}; trying again")]
    public static partial void Failing(ILogger logger, string resource, string failure);

    [LoggerMessage(3, LogLevel.Information, "{Resource} is current again")]
    public static partial void Recovered(ILogger logger, string resource);

    [LoggerMessage(4, LogLevel.Debug, "{Resource}: {What}; next in {Delay}")]
    public static partial void Attempt(ILogger logger, string resource, string what, TimeSpan delay);

    [LoggerMessage(5, LogLevel.Warning, "{Resource} {Key} is ignored: {Reason}")]
    public static partial void Undecodable(ILogger logger, string resource, string key, string reason);

    [LoggerMessage(6, LogLevel.Error, "A handler or index of {Resource} threw")]
    public static partial void HandlerThrew(ILogger logger, string resource, Exception exception);

    [LoggerMessage(7, LogLevel.Critical, "The informer of {Resource} ended")]
    public static partial void Ended(ILogger logger, string resource, Exception exception);

    [LoggerMessage(8, LogLevel.Information, "{Resource} is not served by this cluster; looking again")]
    public static partial void Absent(ILogger logger, string resource);
}
