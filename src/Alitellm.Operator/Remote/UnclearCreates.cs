using System.Collections.Concurrent;
using Alitellm.Kubernetes;

namespace Alitellm.Operator.Remote;

/// <summary>Creates whose answer was lost, where LiteLLM mints ids: only a list asked for afterwards tells whether they happened.</summary>
internal sealed class UnclearCreates
{
    private readonly ConcurrentDictionary<ObjectKey, DateTimeOffset> _sent = new();

    public void Sent(ObjectKey key, DateTimeOffset at)
    {
        _sent[key] = at;
    }

    /// <summary>Whether a list asked for at <paramref name="listedAt"/> is too old to tell.</summary>
    public bool IsUnclear(ObjectKey key, DateTimeOffset listedAt)
    {
        return _sent.TryGetValue(key, out var at) && listedAt <= at;
    }

    public void Clear(ObjectKey key)
    {
        _sent.TryRemove(key, out _);
    }
}
