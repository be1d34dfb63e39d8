using System.Diagnostics.CodeAnalysis;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Rows by id, enumerated in the order their ids first came. Every operation on one row costs the same at any size.</summary>
internal sealed class ModelRows
{
    private readonly Dictionary<string, LinkedListNode<ModelRow>> nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<ModelRow> order = new();

    public int Count => nodes.Count;

    public IEnumerable<ModelRow> InOrder => order;

    public ModelRow? Find(string id) => TryGet(id, out var node) ? node.Value : null;

    public void Set(ModelRow row)
    {
        if (TryGet(row.Id, out var node))
        {
            node.Value = row;
        }
        else
        {
            nodes[row.Id] = order.AddLast(row);
        }
    }

    public bool Remove(string id)
    {
        if (!nodes.Remove(id, out var node))
        {
            return false;
        }

        order.Remove(node);
        return true;
    }

    public void Clear()
    {
        nodes.Clear();
        order.Clear();
    }

    private bool TryGet(string id, [NotNullWhen(true)] out LinkedListNode<ModelRow>? node) => nodes.TryGetValue(id, out node);
}
