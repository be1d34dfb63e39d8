using System.Threading.Channels;

namespace Alitellm.Kubernetes.Queueing;

// The end.
public sealed partial class WorkQueue<TKey>
{
    /// <summary>Accepts no more keys and drops the delayed ones; what is ready is still handed out, then <see cref="TakeAsync"/> throws.</summary>
    public void Complete()
    {
        using (_gate.Enter())
        {
            _completed = true;
            _keys.DropDelayed();
        }

        _timer.Dispose();
        _tokens.Writer.TryComplete();
    }

    /// <summary>Completes the queue and drops what is ready; waiting workers get a <see cref="ChannelClosedException"/>.</summary>
    public void Dispose()
    {
        Complete();
        using (_gate.Enter())
        {
            _keys.DropReady();
        }

        QueueTelemetry.Unregister(this);
    }
}
