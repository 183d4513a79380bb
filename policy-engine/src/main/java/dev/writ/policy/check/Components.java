package dev.writ.policy.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Strongly connected components of a graph (Tarjan 1972), without recursion. */
final class Components {
    private final DependencyGraph graph;
    private final int[] index;
    private final int[] low;
    private final boolean[] onStack;
    private final Deque<Integer> stack = new ArrayDeque<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final List<List<Integer>> components = new ArrayList<>();
    private int next;

    private static final class Frame {
        private final int vertex;
        private int successor;

        Frame(int vertex) {
            this.vertex = vertex;
        }
    }

    private Components(DependencyGraph graph) {
        this.graph = graph;
        this.index = new int[graph.size()];
        this.low = new int[graph.size()];
        this.onStack = new boolean[graph.size()];
        Arrays.fill(index, -1);
    }

    /** The components; each comes after those that it depends on. */
    static List<List<Integer>> of(DependencyGraph graph) {
        Components search = new Components(graph);
        for (int vertex = 0; vertex < graph.size(); vertex++) {
            if (search.index[vertex] < 0) {
                search.from(vertex);
            }
        }
        return search.components;
    }

    private void from(int start) {
        enter(start);
        while (!frames.isEmpty()) {
            Frame frame = frames.element();
            List<Integer> successors = graph.successors(frame.vertex);
            if (frame.successor < successors.size()) {
                int successor = successors.get(frame.successor++);
                if (index[successor] < 0) {
                    enter(successor);
                } else if (onStack[successor]) {
                    low[frame.vertex] = Math.min(low[frame.vertex], index[successor]);
                }
            } else {
                frames.pop();
                leave(frame.vertex);
            }
        }
    }

    private void enter(int vertex) {
        index[vertex] = next;
        low[vertex] = next;
        next++;
        stack.push(vertex);
        onStack[vertex] = true;
        frames.push(new Frame(vertex));
    }

    private void leave(int vertex) {
        Frame caller = frames.peek();
        if (caller != null) {
            low[caller.vertex] = Math.min(low[caller.vertex], low[vertex]);
        }
        if (low[vertex] != index[vertex]) {
            return;
        }
        List<Integer> component = new ArrayList<>();
        int member;
        do {
            member = stack.pop();
            onStack[member] = false;
            component.add(member);
        } while (member != vertex);
        components.add(component);
    }
}
