using System.Text;

namespace Alitellm.Kubernetes.Tests.Client;

/// <summary>A body whose bytes, end or break come when the test says so; the reader continues on the test's thread.</summary>
internal sealed class PushStream : Stream
{
    private readonly Queue<byte[]> _chunks = new();
    private TaskCompletionSource _news = new();
    private Exception? _broken;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public PushStream Push(string text)
    {
        _chunks.Enqueue(Encoding.UTF8.GetBytes(text));
        Signal();
        return this;
    }

    public PushStream End()
    {
        _ended = true;
        Signal();
        return this;
    }

    public PushStream Break()
    {
        _broken = new IOException("connection reset");
        Signal();
        return this;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_chunks.TryDequeue(out var chunk))
            {
                var count = Math.Min(chunk.Length, buffer.Length);
                chunk.AsSpan(0, count).CopyTo(buffer.Span);
                return count == chunk.Length ? count : throw new InvalidOperationException("chunks of a test fit the buffer");
            }

            if (_broken is not null)
            {
                throw _broken;
            }

            if (_ended)
            {
                return 0;
            }

            _news = new TaskCompletionSource();
            await _news.Task.WaitAsync(cancellationToken);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Signal() => _news.TrySetResult();
}
