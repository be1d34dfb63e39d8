using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Alitellm.Kubernetes.Queueing;

// How keys are handed to workers and given back, and the token that wakes a waiting worker.
public sealed partial class WorkQueue<TKey>
{
    /// <summary>The lane a key that is worked on was taken from; <see cref="QueuePriority.Normal"/> for any other key.</summary>
    public QueuePriority PriorityOf(TKey key)
    {
        using (_gate.EnterToTake())
        {
            int index = _keys.FindProcessed(key);
            return index != KeyTable<TKey>.None ? _table.Entries[index].Taken : QueuePriority.Normal;
        }
    }

    /// <summary>Takes a key if one can be handed out now; <see cref="Done"/> must follow.</summary>
    public bool TryTake([MaybeNullWhen(false)] out TKey key)
    {
        using (_gate.EnterToTake())
        {
            return TryTakeLocked(out key);
        }
    }

    /// <summary>Takes the next key, at once when there is one; <see cref="Done"/> must follow.</summary>
    /// <exception cref="ChannelClosedException">The queue is complete and empty.</exception>
    public ValueTask<TKey> TakeAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TKey>(cancellationToken);
        }

        using (_gate.EnterToTake())
        {
            if (TryTakeLocked(out TKey? key))
            {
                return ValueTask.FromResult(key);
            }

            if (_completed)
            {
                return ValueTask.FromException<TKey>(new ChannelClosedException());
            }

            _waiting++;
        }

        return WaitAsync(cancellationToken);
    }

    /// <summary>Ends the work on a key; if it was added meanwhile it is handed out again. A key that is not worked on is left alone.</summary>
    public void Done(TKey key)
    {
        bool wake = false;
        long taken;
        using (_gate.EnterToTake())
        {
            int index = _keys.FindProcessed(key);
            if (index == KeyTable<TKey>.None)
            {
                return;
            }

            taken = _stamps.Take(index);
            if (_keys.Finish(index))
            {
                _stamps.Put(index, _table.Entries.Length);
                wake = ClaimToken();
            }
        }

        if (taken != 0)
        {
            QueueTelemetry.WorkDuration.Record(_time.GetElapsedTime(taken).TotalSeconds, _label);
        }

        if (wake)
        {
            SendToken();
        }
    }

    private async ValueTask<TKey> WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            bool hasToken = true;
            try
            {
                await _tokens.Reader.ReadAsync(cancellationToken);
            }
            catch (ChannelClosedException)
            {
                hasToken = false;
            }
            catch (OperationCanceledException)
            {
                using (_gate.EnterToTake())
                {
                    _waiting--;
                }

                throw;
            }

            TKey? key;
            bool taken;
            bool wake;
            using (_gate.EnterToTake())
            {
                // From here on the token is spent; a key must be taken even if the caller was cancelled meanwhile.
                _tokenUnderWay &= !hasToken;
                _waiting--;
                taken = TryTakeLocked(out key);
                if (!taken)
                {
                    if (_completed)
                    {
                        throw new ChannelClosedException();
                    }

                    _waiting++;
                }

                wake = ClaimToken();
            }

            if (wake)
            {
                SendToken();
            }

            if (taken)
            {
                return key!;
            }
        }
    }

    private bool TryTakeLocked([MaybeNullWhen(false)] out TKey key)
    {
        if (!_keys.TryTake(out key, out int index))
        {
            key = default;
            return false;
        }

        if (_stamps.IsUsed)
        {
            long ready = _stamps.Take(index);
            _stamps.Put(index, _table.Entries.Length);
            if (ready != 0)
            {
                QueueTelemetry.QueueDuration.Record(_time.GetElapsedTime(ready).TotalSeconds, _label);
            }
        }

        return true;
    }

    /// <returns>Whether the caller must send a token after it has left the lock.</returns>
    private bool ClaimToken()
    {
        if (_waiting == 0 || _tokenUnderWay || _keys.Ready == 0)
        {
            return false;
        }

        _tokenUnderWay = true;
        return true;
    }

    /// <summary>Outside of the lock, because it schedules the woken worker.</summary>
    private void SendToken()
    {
        _tokens.Writer.TryWrite(true);
    }
}
