using System.Collections.Concurrent;
using Alitellm.Kubernetes;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>What was said of discoveries that wait for what they generated: news are told once, a wait that lasts again and again.</summary>
internal sealed class DrainLedger
{
    /// <summary>A wait this long is worth a warning, and so is each further one.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<ObjectKey, (int Remaining, int Window)> _drains = new();

    /// <param name="waited">Since the deletion was asked for.</param>
    /// <returns>Whether the number is another one than before, and whether the wait came into a further window.</returns>
    public (bool IsNews, bool IsOverdue) Note(ObjectKey key, int remaining, TimeSpan waited)
    {
        var window = (int)(waited / Window);
        var before = _drains.TryGetValue(key, out var known) ? known : (Remaining: -1, Window: 0);
        _drains[key] = (remaining, window);
        return (before.Remaining != remaining, window > before.Window);
    }

    public void Forget(ObjectKey key)
    {
        _drains.TryRemove(key, out _);
    }
}
