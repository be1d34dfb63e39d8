using System.Globalization;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>
/// One version of one object. Immutable: <see cref="Json"/> is never changed nor handed out without a copy, so its bytes are
/// made once per version and form.
/// </summary>
internal sealed class StoredObject
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string ApiVersion, ObjectForm Form), byte[]> _bytes = [];

    /// <param name="json">The object in its storage version; ownership passes to this instance.</param>
    /// <param name="version">Its resource version, also written into the metadata.</param>
    public StoredObject(JsonObject json, long version)
    {
        Json = json;
        Version = version;
        var metadata = Metadata.Of(json);
        metadata["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture);
        Name = Metadata.Text(metadata, "name");
        Namespace = Metadata.Text(metadata, "namespace");
        Uid = Metadata.Text(metadata, "uid");
        Labels = Metadata.Labels(metadata);
        IsDeleting = Metadata.IsDeleting(metadata);
        Key = KeyOf(Namespace, Name);
    }

    public JsonObject Json { get; }

    public long Version { get; }

    public string Key { get; }

    public string Name { get; }

    public string Namespace { get; }

    public string Uid { get; }

    public bool IsDeleting { get; }

    public IReadOnlyDictionary<string, string> Labels { get; }

    public static string KeyOf(string ns, string name) => $"{ns}/{name}";

    /// <summary>A private copy in the form of <paramref name="version"/>.</summary>
    public JsonObject Copy(ServedVersion version)
    {
        var copy = (JsonObject)Json.DeepClone();
        if (version.FromStorage is { } convert)
        {
            copy = convert(copy);
        }

        if ((string?)copy["apiVersion"] != version.ApiVersion)
        {
            copy["apiVersion"] = version.ApiVersion;
        }

        return copy;
    }

    /// <summary>UTF-8 JSON in the given form, made at most once.</summary>
    public byte[] Bytes(ServedVersion version, ObjectForm form)
    {
        lock (_gate)
        {
            if (!_bytes.TryGetValue((version.ApiVersion, form), out var bytes))
            {
                bytes = Serialize(version, form);
                _bytes[(version.ApiVersion, form)] = bytes;
            }

            return bytes;
        }
    }

    private byte[] Serialize(ServedVersion version, ObjectForm form)
    {
        switch (form)
        {
            case ObjectForm.Metadata:
                return JsonText.Serialize(PartialMetadata());
            case ObjectForm.Bare:
                var copy = Copy(version);
                copy.Remove("apiVersion");
                copy.Remove("kind");
                return JsonText.Serialize(copy);
            default:
                var same = version.FromStorage is null && (string?)Json["apiVersion"] == version.ApiVersion;
                return JsonText.Serialize(same ? Json : Copy(version));
        }
    }

    public JsonObject PartialMetadata() => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = Json["metadata"]!.DeepClone(),
    };
}
