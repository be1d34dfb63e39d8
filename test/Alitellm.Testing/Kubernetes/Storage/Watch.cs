using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>One running watch: turns changes into event lines of the form the client asked for. Guarded by the server's lock.</summary>
internal sealed class Watch
{
    private static readonly byte[] s_suffix = "}\n"u8.ToArray();
    private readonly ResourceType _type;
    private readonly ServedVersion _version;
    private readonly Selection _selection;
    private readonly ObjectForm _form;
    private readonly TableRenderer? _table;

    public Watch(RequestInfo request, ResourceType type, ServedVersion version, Selection selection, ObjectForm form, TableRenderer? table, PushStream stream)
    {
        Request = request;
        _type = type;
        _version = version;
        _selection = selection;
        _form = form;
        _table = table;
        Stream = stream;
    }

    public RequestInfo Request { get; }

    public PushStream Stream { get; }

    public List<ITimer> Timers { get; } = [];

    /// <summary>Queues the line for a change; false when the change does not concern this watch.</summary>
    public bool Offer(StoreEvent change)
    {
        var before = change.Before is not null && _selection.Matches(change.Before, _version);
        var after = change.After is not null && _selection.Matches(change.After, _version);
        switch (before, after)
        {
            case (false, false):
                return false;
            case (false, true):
                Send("ADDED", change.After!);
                return true;
            case (true, true):
                Send("MODIFIED", change.After!);
                return true;
            default:
                Send("DELETED", change.Last ?? LeftSelection(change));
                return true;
        }
    }

    public void SendInitial(IEnumerable<StoredObject> objects)
    {
        foreach (var obj in objects.Where(o => _selection.Matches(o, _version)))
        {
            Send("ADDED", obj);
        }
    }

    public void SendBookmark(long version)
    {
        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture), ["creationTimestamp"] = null };
        var shape = _form switch
        {
            ObjectForm.Metadata => ("PartialObjectMetadata", "meta.k8s.io/v1"),
            ObjectForm.Table => ("Table", "meta.k8s.io/v1"),
            _ => (_type.Kind, _version.ApiVersion),
        };
        var bookmark = new JsonObject { ["kind"] = shape.Item1, ["apiVersion"] = shape.Item2, ["metadata"] = metadata };
        SendLine("BOOKMARK", JsonText.Serialize(bookmark));
    }

    /// <summary>Queues an ERROR event and ends the watch, as the server does.</summary>
    public void SendError(JsonObject status)
    {
        SendLine("ERROR", JsonText.Serialize(status));
        Stream.End();
    }

    public void StopTimers()
    {
        foreach (var timer in Timers)
        {
            timer.Dispose();
        }

        Timers.Clear();
    }

    /// <summary>An object that no longer matches the selector is shown in its last matching state under the new version.</summary>
    private static StoredObject LeftSelection(StoreEvent change) => new((JsonObject)change.Before!.Json.DeepClone(), change.Version);

    private void Send(string type, StoredObject obj) =>
        SendLine(type, _form == ObjectForm.Table ? JsonText.Serialize(_table!.Single(obj)) : obj.Bytes(_version, _form));

    private void SendLine(string type, byte[] obj)
    {
        Stream.Append(Encoding.UTF8.GetBytes($$"""{"type":"{{type}}","object":"""));
        Stream.Append(obj);
        Stream.Append(s_suffix);
    }
}
