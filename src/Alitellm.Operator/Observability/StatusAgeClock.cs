using System.Diagnostics.CodeAnalysis;

namespace Alitellm.Operator.Observability;

/// <summary>When each object was last reconciled with success. Keeps at most a fixed number of objects; beyond it the stalest one goes. Thread-safe.</summary>
internal sealed class StatusAgeClock(TimeProvider timeProvider, int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectLabels, LinkedListNode<Entry>> _entries = [];

    // In the order of their last success, so the first is the stalest.
    private readonly LinkedList<Entry> _order = new();

    public void Touch(ObjectLabels key)
    {
        lock (_lock)
        {
            if (TryRemove(key, out LinkedListNode<Entry>? node))
            {
                node.Value = node.Value with { Timestamp = timeProvider.GetTimestamp() };
            }
            else
            {
                if (_entries.Count == capacity)
                {
                    TryRemove(_order.First!.Value.Key, out _);
                }

                node = new LinkedListNode<Entry>(new Entry(key, timeProvider.GetTimestamp()));
            }

            _order.AddLast(node);
            _entries.Add(key, node);
        }
    }

    public void Forget(ObjectLabels key)
    {
        lock (_lock)
        {
            TryRemove(key, out _);
        }
    }

    /// <summary>The objects with the time since their last success.</summary>
    public IReadOnlyList<(ObjectLabels Key, TimeSpan Age)> Ages()
    {
        lock (_lock)
        {
            return [.. _order.Select(entry => (entry.Key, timeProvider.GetElapsedTime(entry.Timestamp)))];
        }
    }

    private bool TryRemove(ObjectLabels key, [NotNullWhen(true)] out LinkedListNode<Entry>? node)
    {
        if (!_entries.Remove(key, out node))
        {
            return false;
        }

        _order.Remove(node);
        return true;
    }

    private sealed record Entry(ObjectLabels Key, long Timestamp);
}
