using System.Diagnostics.CodeAnalysis;

namespace Alitellm.Kubernetes.Queueing;

/// <summary>The states of all keys and the moves between them. Knows neither clock nor threads: the queue calls it under its lock.</summary>
internal sealed class KeySchedule<TKey>
    where TKey : notnull
{
    private readonly Lane<TKey>[] _lanes = [new(), new(), new()];
    private readonly DelayHeap<TKey> _delayed;

    // The last four hand-outs. A worker that ends soon is found here without hashing its key, which by then has left the processor's cache.
    private (int A, int B, int C, int D) _recent = (KeyTable<TKey>.None, KeyTable<TKey>.None, KeyTable<TKey>.None, KeyTable<TKey>.None);

    public KeySchedule()
    {
        _delayed = new DelayHeap<TKey>(Table);
    }

    public KeyTable<TKey> Table { get; } = new();

    public int Ready { get; private set; }

    public int Processing { get; private set; }

    public int Delayed => _delayed.Count;

    /// <summary>The earliest due time of the delayed keys, or the end of time.</summary>
    public long FirstDue => _delayed.Count == 0 ? long.MaxValue : _delayed.FirstDue;

    public int CountIn(QueuePriority lane)
    {
        return _lanes[(int)lane].Count;
    }

    /// <summary>Makes a key due now. A delay it has ends; of two priorities the higher wins.</summary>
    /// <param name="isNew">False for a duplicate of a key that is due already.</param>
    /// <returns>Whether the key went into a lane, where it was not before.</returns>
    public bool MakeDue(int index, QueuePriority priority, out bool isNew)
    {
        ref KeyEntry<TKey> entry = ref Table.Entries[index];
        isNew = (entry.State & (KeyState.Ready | KeyState.Dirty)) == 0;
        if (!isNew)
        {
            Raise(index, priority);
            return false;
        }

        if ((entry.State & KeyState.Delayed) != 0)
        {
            priority = Higher(priority, entry.Pending);
            _delayed.Remove(index);
            entry.State &= ~KeyState.Delayed;
        }

        entry.Pending = priority;
        if (entry.State == KeyState.Processing)
        {
            entry.State |= KeyState.Dirty;
            return false;
        }

        PutInLane(index);
        return true;
    }

    /// <summary>Makes a key due later, unless it is due already; of two times the earlier wins.</summary>
    public void Delay(int index, long due, QueuePriority priority)
    {
        ref KeyEntry<TKey> entry = ref Table.Entries[index];
        if ((entry.State & (KeyState.Ready | KeyState.Dirty)) != 0)
        {
            Raise(index, priority);
        }
        else if ((entry.State & KeyState.Delayed) == 0)
        {
            entry.State |= KeyState.Delayed;
            entry.Pending = priority;
            _delayed.Add(index, due);
        }
        else
        {
            entry.Pending = Higher(priority, entry.Pending);
            if (due < _delayed.DueOf(index))
            {
                _delayed.Advance(index, due);
            }
        }
    }

    /// <summary>Makes the first delayed key due if its time has come.</summary>
    /// <param name="lane">The entry that went into a lane, or <see cref="KeyTable{TKey}.None"/>.</param>
    public bool TryMoveDue(long now, out int lane)
    {
        lane = KeyTable<TKey>.None;
        if (FirstDue > now || _delayed.Count == 0)
        {
            return false;
        }

        int index = _delayed.FirstIndex;
        if (MakeDue(index, Table.Entries[index].Pending, out _))
        {
            lane = index;
        }

        return true;
    }

    /// <summary>Hands out the oldest key of the highest lane.</summary>
    public bool TryTake([MaybeNullWhen(false)] out TKey key, out int index)
    {
        if (Ready == 0)
        {
            key = default;
            index = KeyTable<TKey>.None;
            return false;
        }

        int lane = _lanes.Length - 1;
        while (_lanes[lane].Count == 0)
        {
            lane--;
        }

        index = _lanes[lane].RemoveFirst(Table.Entries);
        ref KeyEntry<TKey> entry = ref Table.Entries[index];
        entry.State = KeyState.Processing;
        entry.Taken = entry.Pending;
        Ready--;
        Processing++;
        _recent = (index, _recent.A, _recent.B, _recent.C);
        key = entry.Key;
        return true;
    }

    /// <returns>The entry of a key that is with a worker, or <see cref="KeyTable{TKey}.None"/>.</returns>
    public int FindProcessed(TKey key)
    {
        int index = IsProcessedAs(_recent.A, key) ? _recent.A
            : IsProcessedAs(_recent.B, key) ? _recent.B
            : IsProcessedAs(_recent.C, key) ? _recent.C
            : IsProcessedAs(_recent.D, key) ? _recent.D
            : Table.Find(key, Table.Hash(key));
        return IsProcessing(index) ? index : KeyTable<TKey>.None;
    }

    public bool IsProcessing(int index)
    {
        return index != KeyTable<TKey>.None && (Table.Entries[index].State & KeyState.Processing) != 0;
    }

    /// <summary>Ends the processing of a key.</summary>
    /// <returns>Whether the key went into a lane because it was added meanwhile.</returns>
    public bool Finish(int index)
    {
        ref KeyEntry<TKey> entry = ref Table.Entries[index];
        entry.State &= ~KeyState.Processing;
        Processing--;
        if ((entry.State & KeyState.Dirty) != 0)
        {
            PutInLane(index);
            return true;
        }

        RemoveIfUnused(index);
        return false;
    }

    /// <returns>The failures before this one.</returns>
    public int CountFailure(int index)
    {
        return Table.Entries[index].Failures++;
    }

    public void Forget(int index)
    {
        Table.Entries[index].Failures = 0;
        RemoveIfUnused(index);
    }

    public void DropDelayed()
    {
        while (_delayed.Count > 0)
        {
            int index = _delayed.FirstIndex;
            _delayed.Remove(index);
            Table.Entries[index].State &= ~KeyState.Delayed;
            RemoveIfUnused(index);
        }
    }

    public void DropReady()
    {
        for (int lane = 0; lane < _lanes.Length; lane++)
        {
            while (_lanes[lane].Count > 0)
            {
                Table.Remove(_lanes[lane].RemoveFirst(Table.Entries));
            }
        }

        Ready = 0;
    }

    /// <summary>By identity for objects: comparing the contents of others would cost what is to be saved.</summary>
    private bool IsProcessedAs(int index, TKey key)
    {
        if (!IsProcessing(index))
        {
            return false;
        }

        return typeof(TKey).IsValueType
            ? EqualityComparer<TKey>.Default.Equals(Table.Entries[index].Key, key)
            : ReferenceEquals(Table.Entries[index].Key, key);
    }

    private void PutInLane(int index)
    {
        ref KeyEntry<TKey> entry = ref Table.Entries[index];
        entry.State = KeyState.Ready;
        _lanes[(int)entry.Pending].Append(Table.Entries, index);
        Ready++;
    }

    private void Raise(int index, QueuePriority priority)
    {
        ref KeyEntry<TKey> entry = ref Table.Entries[index];
        if (priority <= entry.Pending)
        {
            return;
        }

        if ((entry.State & KeyState.Ready) != 0)
        {
            _lanes[(int)entry.Pending].Remove(Table.Entries, index);
            _lanes[(int)priority].Append(Table.Entries, index);
        }

        entry.Pending = priority;
    }

    private void RemoveIfUnused(int index)
    {
        ref KeyEntry<TKey> entry = ref Table.Entries[index];
        if (entry.State == KeyState.None && entry.Failures == 0)
        {
            Table.Remove(index);
        }
    }

    private static QueuePriority Higher(QueuePriority left, QueuePriority right)
    {
        return left > right ? left : right;
    }
}
