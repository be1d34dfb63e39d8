namespace Alitellm.LiteLLM.Tests.Support;

/// <summary>Gives a few bytes and then nothing until the read is cancelled, or fails with the given error.</summary>
internal sealed class StalledStream(byte[] beginning, Exception? error = null) : Stream
{
    private bool _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_given)
        {
            _given = true;
            beginning.CopyTo(buffer);
            return beginning.Length;
        }

        await (error is null ? new TaskCompletionSource().Task.WaitAsync(cancellationToken) : Task.FromException(error));
        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
