using System.Collections.Concurrent;
using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.LiteLLM;

namespace Alitellm.Operator.Connections;

/// <summary>The current snapshot of every Connection, and the signals that follow from its changes.</summary>
internal sealed class ConnectionRegistry
{
    private readonly ConcurrentDictionary<ObjectKey, ConnectionSnapshot> _snapshots = new();

    /// <summary>A Connection became usable, stopped being usable, now points elsewhere, was edited, or its proxy has another version: its dependents must look again.</summary>
    public event Action<ObjectKey>? Changed;

    /// <summary>Somebody was refused with 401: the Connection must be probed once.</summary>
    public event Action<ObjectKey>? ProbeWanted;

    public IReadOnlyCollection<ConnectionSnapshot> All => (IReadOnlyCollection<ConnectionSnapshot>)_snapshots.Values;

    /// <summary>Whether a Connection was ever reported, be it as unusable.</summary>
    public ConnectionSnapshot Get(ObjectKey key)
    {
        return _snapshots.TryGetValue(key, out var snapshot) ? snapshot : ConnectionSnapshot.Unknown(key);
    }

    public void Set(ConnectionSnapshot snapshot)
    {
        _snapshots.TryGetValue(snapshot.Key, out var before);
        _snapshots[snapshot.Key] = snapshot;
        if (before is null || before.IsUsable != snapshot.IsUsable || before.Endpoint != snapshot.Endpoint || before.Client != snapshot.Client
            || before.Version != snapshot.Version || before.Generation != snapshot.Generation)
        {
            Changed?.Invoke(snapshot.Key);
        }
    }

    /// <summary>Takes the snapshot a 401 was answered under out of use. However many callers saw the 401, one probe follows.</summary>
    public void Invalidate(ConnectionSnapshot refused)
    {
        var unusable = refused with { Client = null, Reason = ConditionReasons.BadMasterKey };
        if (refused.IsUsable && _snapshots.TryUpdate(refused.Key, unusable, refused))
        {
            ProbeWanted?.Invoke(refused.Key);
            Changed?.Invoke(refused.Key);
        }
    }

    /// <summary>A call failed in a way that may mean the whole proxy is away: 401 takes the snapshot out of use, anything else asks for a probe.</summary>
    public void Suspect(ConnectionSnapshot connection, LiteLLMException failure)
    {
        if (failure.Class == LiteLLMErrorClass.Unauthorized)
        {
            Invalidate(connection);
        }
        else if (failure.Class is LiteLLMErrorClass.Transient or LiteLLMErrorClass.CircuitOpen)
        {
            ProbeWanted?.Invoke(connection.Key);
        }
    }

    public void Remove(ObjectKey key)
    {
        if (_snapshots.TryRemove(key, out _))
        {
            Changed?.Invoke(key);
        }
    }
}
