namespace Alitellm.Testing.Kubernetes;

/// <summary>
/// A body fed by the state machine. Bytes are queued with <see cref="Append"/> and handed to a waiting reader by
/// <see cref="Signal"/>, on the caller's thread and synchronously unless <c>asynchronous</c> was asked for: writers queue under the
/// server's lock and signal after leaving it, so that every reader sees all changes in one order.
/// </summary>
internal sealed class PushStream(TimeProvider time, bool asynchronous) : Stream
{
    private readonly Lock _gate = new();
    private readonly Queue<ReadOnlyMemory<byte>> _segments = new();
    private TaskCompletionSource<int>? _waiting;
    private Memory<byte> _target;
    private bool _ended;
    private Exception? _fault;
    private bool _stalled;
    private bool _disposed;
    private int _chunk;
    private int _allowance;
    private int _headOffset;
    private ITimer? _pacer;

    /// <summary>Called once when the reader goes away.</summary>
    public Action? Closed { get; set; }

    /// <summary>Nothing more will be queued; the reader may still have to read what is.</summary>
    public bool IsEnded
    {
        get
        {
            lock (_gate)
            {
                return _ended;
            }
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Append(ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            if (!_ended && !_disposed && bytes.Length > 0)
            {
                _segments.Enqueue(bytes);
            }
        }
    }

    /// <summary>Ends the body after what is queued: normally, or with the given failure.</summary>
    public void End(Exception? fault = null)
    {
        lock (_gate)
        {
            if (!_ended)
            {
                _ended = true;
                _fault = fault;
            }
        }
    }

    /// <summary>Keeps the first bytes of what is queued, drops the rest and breaks off.</summary>
    public void CutAfter(int bytes, Exception fault)
    {
        lock (_gate)
        {
            var kept = new List<ReadOnlyMemory<byte>>();
            foreach (var segment in _segments)
            {
                kept.Add(segment[..Math.Min(segment.Length, bytes)]);
                bytes -= kept[^1].Length;
            }

            _segments.Clear();
            kept.Where(k => k.Length > 0).ToList().ForEach(_segments.Enqueue);
            _ended = true;
            _fault = fault;
        }
    }

    /// <summary>From now on nothing reaches the reader, not even the end; <paramref name="stalled"/> false lets it flow again.</summary>
    public void Stall(bool stalled)
    {
        lock (_gate)
        {
            _stalled = stalled;
        }
    }

    /// <summary>At most <paramref name="chunk"/> bytes per <paramref name="interval"/> reach the reader.</summary>
    public void Throttle(int chunk, TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chunk);
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _chunk = chunk;
            _allowance = chunk;
            _pacer?.Dispose();
            _pacer = time.CreateTimer(_ => Refill(), null, interval, interval);
        }
    }

    /// <summary>Completes a waiting read if there is something to say.</summary>
    public void Signal()
    {
        TaskCompletionSource<int>? waiting;
        int count;
        Exception? fault;
        lock (_gate)
        {
            waiting = _waiting;
            if (waiting is null || !TryTake(_target.Span, out count, out fault))
            {
                return;
            }

            _waiting = null;
        }

        // Under a foreign context the runtime would move continuations without one to the thread pool; those with one are posted to theirs.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            Complete(waiting, count, fault);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        TaskCompletionSource<int> waiting;
        lock (_gate)
        {
            if (TryTake(buffer.Span, out var count, out var fault))
            {
                return fault is null ? ValueTask.FromResult(count) : ValueTask.FromException<int>(fault);
            }

            if (_waiting is not null)
            {
                throw new InvalidOperationException("a read is already under way");
            }

            waiting = new TaskCompletionSource<int>(asynchronous ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
            _waiting = waiting;
            _target = buffer;
        }

        return cancellationToken.CanBeCanceled ? WithCancellation(waiting, cancellationToken) : new ValueTask<int>(waiting.Task);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        TaskCompletionSource<int>? waiting = null;
        var first = false;
        lock (_gate)
        {
            if (!_disposed)
            {
                first = true;
                _disposed = true;
                _segments.Clear();
                _pacer?.Dispose();
                waiting = _waiting;
                _waiting = null;
            }
        }

        if (first)
        {
            waiting?.TrySetException(new ObjectDisposedException(nameof(PushStream)));
            Closed?.Invoke();
        }

        base.Dispose(disposing);
    }

    private static void Complete(TaskCompletionSource<int> waiting, int count, Exception? fault)
    {
        if (fault is not null)
        {
            waiting.TrySetException(fault);
        }
        else
        {
            waiting.TrySetResult(count);
        }
    }

    private ValueTask<int> WithCancellation(TaskCompletionSource<int> waiting, CancellationToken cancellationToken)
    {
        var registration = cancellationToken.UnsafeRegister(_ => Abandon(waiting, cancellationToken), null);
        waiting.Task.ContinueWith(
            static (_, state) => ((CancellationTokenRegistration)state!).Unregister(),
            registration,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return new ValueTask<int>(waiting.Task);
    }

    private void Abandon(TaskCompletionSource<int> waiting, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_waiting == waiting)
            {
                _waiting = null;
            }
        }

        waiting.TrySetCanceled(cancellationToken);
    }

    private void Refill()
    {
        lock (_gate)
        {
            _allowance = _chunk;
        }

        Signal();
    }

    /// <summary>False when the reader has to wait.</summary>
    private bool TryTake(Span<byte> target, out int count, out Exception? fault)
    {
        count = 0;
        fault = null;
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_stalled || (_chunk > 0 && _allowance == 0))
        {
            return false;
        }

        var limit = _chunk > 0 ? Math.Min(_allowance, target.Length) : target.Length;
        while (count < limit && _segments.TryPeek(out var head))
        {
            var part = Math.Min(head.Length - _headOffset, limit - count);
            head.Span.Slice(_headOffset, part).CopyTo(target[count..]);
            count += part;
            _headOffset += part;
            if (_headOffset == head.Length)
            {
                _segments.Dequeue();
                _headOffset = 0;
            }
        }

        if (_chunk > 0)
        {
            _allowance -= count;
        }

        if (count == 0 && _ended)
        {
            fault = _fault;
            return true;
        }

        return count > 0;
    }
}
