using Alitellm.Kubernetes.Queueing;

namespace Alitellm.Kubernetes.Tests.Queueing;

/// <summary>The queue's rules in their plainest form. Which of several due keys comes first is left open where their times end together.</summary>
internal sealed class QueueModel
{
    private readonly List<(int Key, QueuePriority Priority)> _ready = [];
    private readonly Dictionary<int, (int Due, QueuePriority Priority)> _delayed = [];
    private readonly Dictionary<int, QueuePriority> _dirty = [];
    private int _now;

    public HashSet<int> Processing { get; } = [];

    public int Depth => _ready.Count;

    public int Delayed => _delayed.Count;

    public void Add(int key, QueuePriority priority)
    {
        if (_delayed.Remove(key, out (int Due, QueuePriority Priority) delayed) && delayed.Priority > priority)
        {
            priority = delayed.Priority;
        }

        if (Raise(key, priority))
        {
            return;
        }

        if (Processing.Contains(key))
        {
            _dirty[key] = priority;
        }
        else
        {
            _ready.Add((key, priority));
        }
    }

    public void AddAfter(int key, int seconds, QueuePriority priority)
    {
        if (Raise(key, priority))
        {
            return;
        }

        (int Due, QueuePriority Priority) known = _delayed.GetValueOrDefault(key, (int.MaxValue, QueuePriority.Background));
        _delayed[key] = (Math.Min(known.Due, _now + seconds), (QueuePriority)Math.Max((int)known.Priority, (int)priority));
    }

    /// <summary>Whether the queue may hand out this key now; it is taken then.</summary>
    public bool MayTake(int key)
    {
        if (_ready.Count == 0)
        {
            return false;
        }

        QueuePriority lane = _ready.Max(item => item.Priority);
        int index = _ready.FindIndex(item => item.Key == key && item.Priority == lane);
        Assert(index >= 0, $"key {key} was handed out, but it is not in the highest lane");
        _ready.RemoveAt(index);
        Assert(Processing.Add(key), $"key {key} was handed out twice");
        return true;
    }

    public void Done(int key)
    {
        if (Processing.Remove(key) && _dirty.Remove(key, out QueuePriority priority))
        {
            _ready.Add((key, priority));
        }
    }

    public void Advance(int seconds)
    {
        _now += seconds;
        foreach ((int key, (int due, QueuePriority priority)) in _delayed.Where(item => item.Value.Due <= _now).ToArray())
        {
            Add(key, priority);
        }
    }

    private bool Raise(int key, QueuePriority priority)
    {
        int index = _ready.FindIndex(item => item.Key == key);
        if (index >= 0)
        {
            if (priority > _ready[index].Priority)
            {
                _ready.RemoveAt(index);
                _ready.Add((key, priority));
            }

            return true;
        }

        if (_dirty.TryGetValue(key, out QueuePriority known))
        {
            _dirty[key] = priority > known ? priority : known;
            return true;
        }

        return false;
    }

    private static void Assert(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidOperationException(message);
        }
    }
}
