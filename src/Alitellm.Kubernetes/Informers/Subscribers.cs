using System.Collections.Immutable;

namespace Alitellm.Kubernetes.Informers;

/// <summary>The handlers of an informer. One that throws harms neither the store nor the others.</summary>
internal sealed class Subscribers<T>(Action<Exception> failed)
    where T : class
{
    private ImmutableArray<Subscription<T>> _all = [];

    public Subscription<T> Add(Action<InformerEvent<T>> handler, bool ownWrites)
    {
        var subscription = new Subscription<T>(handler, ownWrites, Remove);
        ImmutableInterlocked.Update(ref _all, static (all, one) => all.Add(one), subscription);
        return subscription;
    }

    public void Tell(in StoreChange<T> change)
    {
        foreach (var subscription in _all)
        {
            if (!change.Own || subscription.OwnWrites)
            {
                Tell(subscription, change.Event);
            }
        }
    }

    public void Tell(Subscription<T> subscription, in InformerEvent<T> change)
    {
        try
        {
            subscription.Handler(change);
        }
        catch (Exception e)
        {
            failed(e);
        }
    }

    private void Remove(Subscription<T> subscription)
    {
        ImmutableInterlocked.Update(ref _all, static (all, one) => all.Remove(one), subscription);
    }
}
