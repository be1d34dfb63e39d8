namespace Alitellm.Kubernetes.Informers;

/// <summary>One handler; disposing it ends its calls.</summary>
internal sealed class Subscription<T>(Action<InformerEvent<T>> handler, bool ownWrites, Action<Subscription<T>> leave) : IDisposable
    where T : class
{
    public Action<InformerEvent<T>> Handler => handler;

    public bool OwnWrites => ownWrites;

    public void Dispose() => leave(this);
}
