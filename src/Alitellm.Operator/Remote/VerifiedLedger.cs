using System.Collections.Concurrent;
using Alitellm.Kubernetes;

namespace Alitellm.Operator.Remote;

/// <summary>
/// Remembers on what evidence an object was last found equal to its entry (generation, Secret versions, policies, the entry's fingerprint).
/// As long as the evidence is the same neither a Secret is read nor a body rendered: the steady state asks nothing of anybody.
/// </summary>
internal sealed class VerifiedLedger
{
    private readonly ConcurrentDictionary<ObjectKey, string> _evidence = new();

    public bool Holds(ObjectKey key, string evidence)
    {
        return _evidence.TryGetValue(key, out var held) && held == evidence;
    }

    public void Verified(ObjectKey key, string evidence)
    {
        _evidence[key] = evidence;
    }

    public void Forget(ObjectKey key)
    {
        _evidence.TryRemove(key, out _);
    }
}
