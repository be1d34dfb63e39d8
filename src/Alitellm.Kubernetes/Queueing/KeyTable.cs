using System.Numerics;
using System.Runtime.CompilerServices;

namespace Alitellm.Kubernetes.Queueing;

/// <summary>
/// Hash table whose entries have stable indexes, so that lanes and heap can link entries instead of holding keys: a hand-out then
/// costs no lookup, and a change of lane or time moves the entry instead of leaving a stale record behind. Not thread safe.
/// </summary>
internal sealed class KeyTable<TKey>
    where TKey : notnull
{
    public const int None = -1;

    private readonly EqualityComparer<TKey> _comparer = EqualityComparer<TKey>.Default;
    private int[] _buckets;
    private int _shift;
    private int _used;
    private int _free = None;

    public KeyTable()
    {
        _buckets = NewBuckets(16);
        Entries = new KeyEntry<TKey>[16];
    }

    public KeyEntry<TKey>[] Entries { get; private set; }

    /// <summary>Spreads the bits, for the bucket is named by the upper ones. May be called without the owner's lock.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Hash(TKey key)
    {
        int hash = typeof(TKey).IsValueType ? EqualityComparer<TKey>.Default.GetHashCode(key) : _comparer.GetHashCode(key);
        return hash * unchecked((int)0x9E3779B9);
    }

    public int Find(TKey key, int hash)
    {
        KeyEntry<TKey>[] entries = Entries;
        int index = _buckets[(uint)hash >> _shift];
        while ((uint)index < (uint)entries.Length)
        {
            ref KeyEntry<TKey> entry = ref entries[index];
            if (entry.Hash == hash && Same(entry.Key, key))
            {
                return index;
            }

            index = entry.Next;
        }

        return None;
    }

    public int FindOrAdd(TKey key, int hash)
    {
        int index = Find(key, hash);
        return index != None ? index : Insert(key, hash);
    }

    /// <summary>Forgets an entry; its index may be given to another key.</summary>
    public void Remove(int index)
    {
        ref KeyEntry<TKey> entry = ref Entries[index];
        ref int link = ref _buckets[(uint)entry.Hash >> _shift];
        while (link != index)
        {
            link = ref Entries[link].Next;
        }

        link = entry.Next;
        entry = default;
        entry.Next = _free;
        _free = index;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Same(TKey left, TKey right)
    {
        return typeof(TKey).IsValueType ? EqualityComparer<TKey>.Default.Equals(left, right) : _comparer.Equals(left, right);
    }

    private int Insert(TKey key, int hash)
    {
        int index = _free;
        if (index != None)
        {
            _free = Entries[index].Next;
        }
        else
        {
            if (_used == Entries.Length)
            {
                Grow();
            }

            index = _used++;
        }

        ref int bucket = ref _buckets[(uint)hash >> _shift];
        ref KeyEntry<TKey> entry = ref Entries[index];
        entry.Key = key;
        entry.Hash = hash;
        entry.Next = bucket;
        bucket = index;
        return index;
    }

    private void Grow()
    {
        KeyEntry<TKey>[] entries = Entries;
        Array.Resize(ref entries, entries.Length * 2);
        int[] buckets = NewBuckets(entries.Length);
        for (int i = 0; i < _used; i++)
        {
            ref int bucket = ref buckets[(uint)entries[i].Hash >> _shift];
            entries[i].Next = bucket;
            bucket = i;
        }

        Entries = entries;
        _buckets = buckets;
    }

    private int[] NewBuckets(int size)
    {
        _shift = 32 - BitOperations.Log2((uint)size);
        int[] buckets = new int[size];
        Array.Fill(buckets, None);
        return buckets;
    }
}
