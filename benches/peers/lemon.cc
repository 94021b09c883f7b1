// Maximum-weight matching by LEMON: reads "n m" and m lines "p q weight", prints the seconds and the matched pairs.
#include <lemon/list_graph.h>
#include <lemon/matching.h>
#include <chrono>
#include <cstdio>
#include <vector>

int main() {
    int n, m;
    if (std::scanf("%d %d", &n, &m) != 2) return 2;
    lemon::ListGraph graph;
    std::vector<lemon::ListGraph::Node> nodes;
    for (int i = 0; i < n; ++i) nodes.push_back(graph.addNode());
    lemon::ListGraph::EdgeMap<long long> weight(graph);
    for (int i = 0; i < m; ++i) {
        int p, q;
        long long w;
        if (std::scanf("%d %d %lld", &p, &q, &w) != 3) return 2;
        weight[graph.addEdge(nodes[p], nodes[q])] = w;
    }
    auto began = std::chrono::steady_clock::now();
    lemon::MaxWeightedMatching<lemon::ListGraph, lemon::ListGraph::EdgeMap<long long>> matching(graph, weight);
    matching.run();
    std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    std::printf("%f\n", took.count());
    for (int i = 0; i < n; ++i) {
        auto mate = matching.mate(nodes[i]);
        if (mate != lemon::INVALID && graph.id(mate) > graph.id(nodes[i])) std::printf("%d %d\n", graph.id(nodes[i]), graph.id(mate));
    }
}
