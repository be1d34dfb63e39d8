using System.Text.Json;

namespace Alitellm.Kubernetes.ListWatch;

/// <summary>Name and version of an object, read without decoding the rest.</summary>
internal readonly record struct ObjectHead(string? Namespace, string? Name, string? ResourceVersion)
{
    public ObjectKey? Key => Name is null ? null : new ObjectKey(Namespace ?? "", Name);

    /// <returns>What was readable; nothing for what is not an object.</returns>
    public static ObjectHead Read(ReadOnlySpan<byte> json)
    {
        var head = default(ObjectHead);
        try
        {
            var reader = new Utf8JsonReader(json, JsonScan.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return head;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("metadata"u8))
                {
                    reader.Read();
                    ReadMetadata(ref reader, ref head);
                    return head;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // Broken JSON: the caller already knows and reports it; whatever came before the break still names the object.
        }

        return head;
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, ref ObjectHead head)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                head = head with { Name = JsonScan.ReadText(ref reader) };
            }
            else if (reader.ValueTextEquals("namespace"u8))
            {
                head = head with { Namespace = JsonScan.ReadText(ref reader) };
            }
            else if (reader.ValueTextEquals("resourceVersion"u8))
            {
                head = head with { ResourceVersion = JsonScan.ReadText(ref reader) };
            }
            else
            {
                reader.Skip();
            }
        }
    }
}
