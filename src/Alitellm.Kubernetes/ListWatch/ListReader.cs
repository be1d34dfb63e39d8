using System.Text.Json;
using Alitellm.Kubernetes.Client;
using k8s;
using k8s.Models;

namespace Alitellm.Kubernetes.ListWatch;

/// <summary>
/// Reads a list document while it arrives: an item is decoded as soon as its last byte is there, and its bytes are let go. Members may come in any
/// order. Broken JSON ends the list; an item that is well-formed but not of the kind does not.
/// </summary>
internal sealed class ListReader<T>(ResponseBuffer body, ItemDecoder<T> decoder, IListSink<T> sink)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private JsonReaderState _state = new(JsonScan.Options);
    private Position _position = Position.Start;
    private ListPage _page;

    private enum Position
    {
        Start,
        Members,
        Items,
        End,
    }

    /// <param name="arrived">Called whenever bytes came.</param>
    /// <exception cref="JsonException">Not a list document.</exception>
    /// <exception cref="IOException">The body ended too early.</exception>
    public async Task<ListPage> ReadAsync(Action arrived, CancellationToken cancellationToken)
    {
        while (_position != Position.End)
        {
            if (!await body.FillAsync(cancellationToken))
            {
                throw new EndOfStreamException("the list ended too early");
            }

            arrived();
            Consume();
        }

        return _page;
    }

    /// <summary>Takes every whole member and item that is there; the bytes of an unfinished one stay for the next turn.</summary>
    private void Consume()
    {
        var bytes = body.Unread;
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, _state);
        int taken;
        do
        {
            taken = (int)reader.BytesConsumed;
            _state = reader.CurrentState;
        }
        while (_position != Position.End && TryStep(ref reader, bytes));

        body.Advance(taken);
    }

    private bool TryStep(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        if (!reader.Read())
        {
            return false;
        }

        switch (_position)
        {
            case Position.Start when reader.TokenType == JsonTokenType.StartObject:
                _position = Position.Members;
                return true;
            case Position.Members when reader.TokenType == JsonTokenType.EndObject:
                _position = Position.End;
                return true;
            case Position.Members:
                return TryMember(ref reader, bytes);
            case Position.Items when reader.TokenType == JsonTokenType.EndArray:
                _position = Position.Members;
                return true;
            case Position.Items:
                return TryItem(ref reader, bytes);
            default:
                throw new JsonException("a list must be an object");
        }
    }

    private bool TryMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        var isItems = reader.ValueTextEquals("items"u8);
        var isMetadata = reader.ValueTextEquals("metadata"u8);
        if (!reader.Read())
        {
            return false;
        }

        if (isItems && reader.TokenType == JsonTokenType.StartArray)
        {
            _position = Position.Items;
            return true;
        }

        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return false;
        }

        if (isMetadata)
        {
            _page = ReadMetadata(bytes[start..(int)reader.BytesConsumed]);
        }

        return true;
    }

    private bool TryItem(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return false;
        }

        if (decoder.TryDecode(bytes[start..(int)reader.BytesConsumed], out var item, out var defect))
        {
            sink.Item(item);
        }
        else
        {
            sink.Undecodable(defect);
        }

        return true;
    }

    private static ListPage ReadMetadata(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, JsonScan.Options);
        var page = default(ListPage);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return page;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("resourceVersion"u8))
            {
                page = page with { ResourceVersion = JsonScan.ReadText(ref reader) };
            }
            else if (reader.ValueTextEquals("continue"u8))
            {
                page = page with { Continue = JsonScan.ReadText(ref reader) is { Length: > 0 } token ? token : null };
            }
            else
            {
                reader.Skip();
            }
        }

        return page;
    }
}
