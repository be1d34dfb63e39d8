namespace Alitellm.Kubernetes.ListWatch;

internal enum WatchEndKind
{
    /// <summary>The server closed it: its time was over.</summary>
    Ended,

    /// <summary>The connection broke after the server had accepted the watch.</summary>
    Cut,

    /// <summary>Nothing came for longer than the server would keep it open.</summary>
    Idle,

    /// <summary>No connection, or no answer on it.</summary>
    Unreachable,

    /// <summary>The server refused, at the start or with an <c>ERROR</c> event.</summary>
    Refused,

    /// <summary>A line was not a watch event: something was missed.</summary>
    Malformed,
}
