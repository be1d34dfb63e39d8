namespace Alitellm.Kubernetes.Queueing;

/// <summary>
/// Four-ary heap of entries by due time. Each entry knows its position, so moving to an earlier time and leaving early are O(log n) and
/// leave nothing behind. Equal times keep no order.
/// </summary>
internal sealed class DelayHeap<TKey>(KeyTable<TKey> table)
    where TKey : notnull
{
    private const int Arity = 4;
    private (long Due, int Index)[] _items = new (long, int)[16];

    public int Count { get; private set; }

    /// <summary>The earliest due time; only while <see cref="Count"/> is positive.</summary>
    public long FirstDue => _items[0].Due;

    public int FirstIndex => _items[0].Index;

    public long DueOf(int index) => _items[table.Entries[index].PreviousOrPosition].Due;

    public void Add(int index, long due)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        SiftUp(Count++, (due, index));
    }

    /// <summary>Moves an entry to an earlier time.</summary>
    public void Advance(int index, long due)
    {
        SiftUp(table.Entries[index].PreviousOrPosition, (due, index));
    }

    public void Remove(int index)
    {
        int position = table.Entries[index].PreviousOrPosition;
        (long Due, int Index) last = _items[--Count];
        if (position == Count)
        {
            return;
        }

        if (last.Due < _items[position].Due)
        {
            SiftUp(position, last);
        }
        else
        {
            SiftDown(position, last);
        }
    }


    private void SiftUp(int position, (long Due, int Index) item)
    {
        while (position > 0)
        {
            int parent = (position - 1) / Arity;
            if (_items[parent].Due <= item.Due)
            {
                break;
            }

            Place(position, _items[parent]);
            position = parent;
        }

        Place(position, item);
    }

    private void SiftDown(int position, (long Due, int Index) item)
    {
        while (true)
        {
            int first = (position * Arity) + 1;
            if (first >= Count)
            {
                break;
            }

            int least = first;
            int end = Math.Min(first + Arity, Count);
            for (int child = first + 1; child < end; child++)
            {
                if (_items[child].Due < _items[least].Due)
                {
                    least = child;
                }
            }

            if (_items[least].Due >= item.Due)
            {
                break;
            }

            Place(position, _items[least]);
            position = least;
        }

        Place(position, item);
    }

    private void Place(int position, (long Due, int Index) item)
    {
        _items[position] = item;
        table.Entries[item.Index].PreviousOrPosition = position;
    }
}
