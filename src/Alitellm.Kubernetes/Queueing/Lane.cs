namespace Alitellm.Kubernetes.Queueing;

/// <summary>First-in-first-out list threaded through the entries of a <see cref="KeyTable{TKey}"/>.</summary>
internal struct Lane<TKey>()
    where TKey : notnull
{
    private int _head = KeyTable<TKey>.None;
    private int _tail = KeyTable<TKey>.None;

    public int Count { get; private set; }

    public void Append(KeyEntry<TKey>[] entries, int index)
    {
        ref KeyEntry<TKey> entry = ref entries[index];
        entry.PreviousOrPosition = _tail;
        entry.NextInLane = KeyTable<TKey>.None;
        if (_tail == KeyTable<TKey>.None)
        {
            _head = index;
        }
        else
        {
            entries[_tail].NextInLane = index;
        }

        _tail = index;
        Count++;
    }

    public int RemoveFirst(KeyEntry<TKey>[] entries)
    {
        int index = _head;
        Remove(entries, index);
        return index;
    }

    public void Remove(KeyEntry<TKey>[] entries, int index)
    {
        ref KeyEntry<TKey> entry = ref entries[index];
        if (entry.PreviousOrPosition == KeyTable<TKey>.None)
        {
            _head = entry.NextInLane;
        }
        else
        {
            entries[entry.PreviousOrPosition].NextInLane = entry.NextInLane;
        }

        if (entry.NextInLane == KeyTable<TKey>.None)
        {
            _tail = entry.PreviousOrPosition;
        }
        else
        {
            entries[entry.NextInLane].PreviousOrPosition = entry.PreviousOrPosition;
        }

        Count--;
    }
}
