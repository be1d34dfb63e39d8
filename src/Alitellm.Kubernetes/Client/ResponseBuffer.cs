using System.Buffers;

namespace Alitellm.Kubernetes.Client;

/// <summary>
/// A response body read piece by piece into one pooled array. What is unread is always one span, so a parser needs no second code path and
/// nothing is copied but the tail of the last piece. Reads go straight to the stream: a body that is there is handed out without a thread switch.
/// </summary>
internal sealed class ResponseBuffer(Stream stream) : IDisposable
{
    /// <summary>etcd refuses requests over 1.5 MiB; a message of this size is not Kubernetes.</summary>
    public const int MaxMessageBytes = 32 << 20;

    // The largest power of two below the large object heap's 85,000 bytes.
    private const int InitialBytes = 64 << 10;

    private byte[] _array = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private int _start;
    private int _end;

    public ReadOnlySpan<byte> Unread => _array.AsSpan(_start, _end - _start);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _end - _start);
        _start += count;
    }

    /// <summary>Waits for more bytes behind the unread ones.</summary>
    /// <returns>False at the end of the body.</returns>
    /// <exception cref="InvalidDataException">The unread part is longer than <see cref="MaxMessageBytes"/>.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var count = await stream.ReadAsync(_array.AsMemory(_end), cancellationToken);
        _end += count;
        return count > 0;
    }

    public void Dispose()
    {
        var array = _array;
        _array = [];
        _start = _end = 0;
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
            return;
        }

        if (_end < _array.Length)
        {
            return;
        }

        var unread = _end - _start;
        if (unread > MaxMessageBytes)
        {
            throw new InvalidDataException($"a message is longer than {MaxMessageBytes} bytes");
        }

        // Growing only when more than half is one unfinished message keeps the copying linear.
        var target = unread > _array.Length / 2 ? ArrayPool<byte>.Shared.Rent(_array.Length * 2) : _array;
        Unread.CopyTo(target);
        if (!ReferenceEquals(target, _array))
        {
            ArrayPool<byte>.Shared.Return(_array);
            _array = target;
        }

        (_start, _end) = (0, unread);
    }
}
